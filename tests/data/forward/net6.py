import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.Conv2d(2, 4, (3, 3), stride=1, padding=1, groups=2, padding_mode='replicate')
        self.l1 = nn.Mish()
        self.l2 = nn.MaxPool2d(2, 1, padding=1)
        self.l3 = nn.ZeroPad2d((2, 1, 2, 1))
        self.l4 = nn.Conv2d(4, 2, (2, 2), stride=1, padding=0, bias=False, groups=2)
        self.l5 = nn.ZeroPad2d((1, 0, 0, 1))
        self.l6 = nn.Sigmoid()
        self.l7 = nn.Conv2d(2, 5, (1, 1), stride=1, padding=0)
        self.l8 = nn.ReplicationPad2d((2, 1, 0, 1))
        self.l9 = nn.Linear(5, 6)
        self.l10 = nn.Tanh()
        self.l11 = nn.Linear(6, 4)
        self.l12 = nn.Softmax(dim=1)

    def forward(self, x):
        x0 = self.l0(x)
        x1 = self.l1(x0)
        x2 = self.l2(x1)
        x3 = self.l3(x2)
        x4 = self.l4(x3)
        x5 = self.l5(x4)
        x6 = self.l6(x5)
        x7 = self.l7(x6)
        x8 = self.l8(x7)
        x9 = x8.mean(dim=(2, 3))
        x10 = self.l9(x9)
        x11 = self.l10(x10)
        x12 = self.l11(x11)
        x13 = self.l12(x12)
        return x13
