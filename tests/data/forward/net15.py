import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.ConstantPad2d((2, 1, 2, 0), 0.5)
        self.l1 = nn.Hardsigmoid()
        self.l2 = nn.Conv2d(1, 5, (1, 2), stride=1, padding=0)
        self.l3 = nn.ConvTranspose2d(5, 1, (2, 3), stride=2, padding=1)
        self.l4 = nn.AdaptiveAvgPool2d(4)
        self.l5 = nn.BatchNorm2d(1, eps=0.01)
        self.l6 = nn.LeakyReLU(0.2)
        self.l7 = nn.AdaptiveAvgPool2d(2)
        self.l8 = nn.MaxPool2d(2, 2, padding=1)
        self.l9 = nn.Linear(1, 6)
        self.l10 = nn.BatchNorm1d(6)
        self.l11 = nn.Linear(6, 4)
        self.l12 = nn.Sigmoid()

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
