import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.ReplicationPad2d((1, 1, 0, 2))
        self.l1 = nn.ReplicationPad2d((0, 1, 2, 0))
        self.l2 = nn.Conv2d(1, 2, (1, 3), stride=1, padding=2)
        self.l3 = nn.ReflectionPad2d((2, 2, 2, 0))
        self.l4 = nn.Tanh()
        self.l5 = nn.Tanh()
        self.l6 = nn.BatchNorm2d(2, eps=0.01)
        self.l7 = nn.BatchNorm2d(2, eps=0.01)
        self.l8 = nn.ReLU()
        self.l9 = nn.Linear(2, 6)
        self.l10 = nn.Tanh()
        self.l11 = nn.Linear(6, 4, bias=False)
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
